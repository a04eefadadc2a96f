import catalogue from '../../../data/catalogue/offers.json' with { type: 'json' };

/** Offers as the catalogue names them, for tests of this folder: `action-pack`, `silver` and `gold`. */
export const OFFERS = catalogue.offers.map(({ id, name, aliases }) => ({
  value: id.replace('-competency', ''),
  names: [...Object.values(name), ...aliases],
}));
