import assert from 'node:assert/strict';
import { loadCatalogue } from '../../../data/catalogue.js';
import { isForeignPlace } from '../../../dialogs/understanding/places.js';
import type { Country } from '../../../membership/offer.js';
import { HOSTILE } from './hostile.js';

describe('A place of the world that the catalogue does not have', () => {
  let countries: readonly Country[];

  before(async () => {
    countries = (await loadCatalogue()).countries;
  });

  it('is known by its names in our languages', () => {
    const foreign = [
      'North Korea',
      'we are in north korea',
      'Corée du Nord',
      '北朝鮮',
      '북한',
      '北韓',
      'Niger',
      'Iran',
      'Mali',
    ];
    for (const text of foreign) assert.equal(isForeignPlace(text, countries), true, text);
  });

  it('is none of the catalogue’s own, whatever these are called', () => {
    const own = countries.flatMap(({ name, aliases }) => [...Object.values(name), ...aliases]);
    for (const text of own) assert.equal(isForeignPlace(text, countries), false, text);
  });

  it('is not read into other words', () => {
    for (const text of ['Atlantis', 'Acme', 'Koera', '', ...HOSTILE])
      assert.equal(isForeignPlace(text, countries), false, text);
  });
});
