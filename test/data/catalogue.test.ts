import assert from 'node:assert/strict';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { CatalogueError, loadCatalogue, TAX_NAMES } from '../../data/catalogue.js';
import { CURRENCIES } from '../../membership/money.js';
import { type Catalogue, knownCountry, knownOffer, LANGUAGES } from '../../membership/offer.js';

const REAL = fileURLToPath(new URL('../../data/catalogue', import.meta.url));

describe('the catalogue', () => {
  let catalogue: Catalogue;
  before(async () => {
    catalogue = await loadCatalogue();
  });

  it('sells Action Pack and the two competencies, a competency to those who attained its level', () => {
    const sold = catalogue.offers.map(({ id, kind, level }) => ({ id, kind, level }));
    assert.deepEqual(sold, [
      { id: 'action-pack', kind: 'pack', level: undefined },
      { id: 'silver-competency', kind: 'competency', level: 'silver' },
      { id: 'gold-competency', kind: 'competency', level: 'gold' },
    ]);
  });

  it('costs 475 US dollars a year for Action Pack, in cents', () => {
    assert.equal(knownOffer(catalogue, 'action-pack').prices.USD, 47500);
  });

  it('lists the seven documented benefits of Action Pack', () => {
    const benefits = knownOffer(catalogue, 'action-pack').benefits.map((benefit) => benefit.en);
    assert.equal(benefits.length, 7);
    for (const fact of ['Windows 10 Enterprise', 'Team Services', 'Office 365 E3', 'Dynamics CRM', 'US$100'])
      assert.ok(
        benefits.some((benefit) => benefit.includes(fact)),
        fact,
      );
  });

  it('says every summary and benefit in five different ways, so that no English stands in another language', () => {
    const texts = catalogue.offers.flatMap((offer) => [offer.summary, ...offer.benefits, ...offer.firstSteps]);
    for (const text of texts) assert.equal(new Set(LANGUAGES.map((language) => text[language])).size, 5, text.en);
  });

  it('knows 45 countries or more, among them those of all five languages', () => {
    assert.ok(catalogue.countries.length >= 45);
    const expected = 'US CA GB IE AU NZ SG IN ZA FR BE LU CH MC DE AT NL ES PT IT JP KR TW HK MO CN'.split(' ');
    for (const code of expected) assert.equal(knownCountry(catalogue, code).code, code);
  });

  it('charges each country in its currency, with its standard rate of tax', () => {
    const charged = ['FR', 'JP', 'KR', 'TW', 'US'].map((code) => knownCountry(catalogue, code));
    assert.deepEqual(
      charged.map(({ currency, tax }) => [currency, tax.basisPoints]),
      [
        ['EUR', 2000],
        ['JPY', 1000],
        ['KRW', 1000],
        ['TWD', 500],
        ['USD', 0],
      ],
    );
    assert.deepEqual(new Set(catalogue.countries.map(({ currency }) => currency)), new Set(CURRENCIES));
  });

  it('uses neutral short names for Taiwan, Hong Kong, Macao and Korea', () => {
    const names = ['TW', 'HK', 'MO', 'KR'].map((code) => knownCountry(catalogue, code).name['zh-TW']);
    assert.deepEqual(names, ['台灣', '香港', '澳門', '韓國']);
  });

  it('leads to the pages that the documents name', () => {
    assert.equal(catalogue.links.terms, 'https://go.microsoft.com/fwlink/?linkid=842232');
    assert.equal(catalogue.links.membershipOffers, 'https://partnercenter.microsoft.com/pcv/partnership/offers');
  });

  it('has only tax names that the locales can say', () => {
    for (const { tax } of catalogue.countries) assert.ok((TAX_NAMES as readonly string[]).includes(tax.name), tax.name);
  });
});

const REMOVED = undefined;

/** A field of the real files, what is put there, and what the field must be instead. */
const DAMAGE: [what: string, field: string, value: unknown, must: string][] = [
  ['a price that is no number', 'offers[1].prices.JPY', 'free', 'must be a whole number over 0'],
  ['a price of nothing', 'offers[0].prices.USD', 0, 'must be a whole number over 0'],
  ['a price in fractions', 'offers[0].prices.EUR', 0.5, 'must be a whole number over 0'],
  ['a price that is missing for a currency', 'offers[2].prices.KRW', REMOVED, 'must be a whole number over 0'],
  ['prices that are missing', 'offers[2].prices', REMOVED, 'must be an object'],
  ['a language that is missing', 'offers[0].benefits[6].zh-TW', REMOVED, 'must be a text that is not empty'],
  ['an empty text', 'offers[1].summary.ko', ' ', 'must be a text that is not empty'],
  ['an offer without benefits', 'offers[1].benefits', [], 'must have at least one entry'],
  ['benefits that are no list', 'offers[1].benefits', 'many', 'must be a list'],
  ['a kind that is not known', 'offers[0].kind', 'bundle', 'must be one of pack, competency'],
  ['a competency without its level', 'offers[2].level', REMOVED, 'must be there for a competency'],
  ['a pack with a level', 'offers[0].level', 'gold', 'must not be there: a pack has no level'],
  ['a level that is not known', 'offers[2].level', 'platinum', 'must be one of silver, gold'],
  ['an id with spaces', 'offers[1].id', 'Silver one', 'must be an id of a-z, 0-9 and hyphens'],
  [
    'an id that is used twice',
    'offers[1].id',
    'action-pack',
    'must be another than offers[0].id, but both are "action-pack"',
  ],
  ['an insecure link', 'offers[0].learnMore', 'http://partner.microsoft.com', 'must be an https link'],
  ['a field with a typing error', 'offers[0].benefit', [], 'must not be there: no such field is known'],
  ['an offer that is no object', 'offers[1]', null, 'must be an object'],
  ['a catalogue that sells nothing', 'offers', [], 'must have at least one entry'],
  ['a zone that does not exist', 'countries[3].zone', 'Mars/Olympus', 'must be an IANA time zone such as Europe/Paris'],
  ['a currency without prices', 'countries[0].currency', 'GBP', 'must be one of USD, EUR, JPY, KRW, TWD'],
  ['a rate of tax in per cent', 'countries[0].tax.basisPoints', 5.5, 'must be a whole number from 0 to 10000'],
  [
    'a tax that no locale can say',
    'countries[0].tax.name',
    'Zehnt',
    'must be one of VAT, TVA, GST, consumption-tax, sales-tax, none',
  ],
  ['a country code in small letters', 'countries[0].code', 'ae', 'must be an ISO 3166-1 code of two capital letters'],
  [
    'a country code that is used twice',
    'countries[1].code',
    'AE',
    'must be another than countries[0].code, but both are "AE"',
  ],
  [
    'a name that two countries have',
    'countries[1].aliases[0]',
    'uae',
    'must be another than countries[0].aliases[0], but both are "uae"',
  ],
  [
    'an alias in capitals',
    'countries[1].aliases[0]',
    'Argentine Republic',
    'must be a text in lower case that is not empty',
  ],
  ['a language that is not one of the five', 'countries[0].language', 'ar', 'must be one of en, fr, ja, ko, zh-TW'],
  ['a link that is missing', 'links.pmc', REMOVED, 'must be an https link'],
  ['a link that is no address', 'links.terms', 'see the site', 'must be an https link'],
  ['terms without a version', 'termsVersion', '', 'must be a text that is not empty'],
];

describe('a damaged catalogue', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'catalogue-'));
    await cp(REAL, folder, { recursive: true });
  });
  afterEach(() => rm(folder, { recursive: true }));

  for (const [what, field, value, must] of DAMAGE)
    it(`is refused for ${what}, naming file and field`, async () => {
      await put(field, value);
      assert.deepEqual(await problemsIn(folder), [`${fileOf(field)}: ${field} ${must}`]);
    });

  it('is refused for a file that holds a list where an object belongs', async () => {
    await writeFile(path.join(folder, 'countries.json'), '[]');
    assert.deepEqual(await problemsIn(folder), ['countries.json: the whole file must be an object']);
  });

  it('is refused when a file is missing or cut short', async () => {
    await rm(path.join(folder, 'links.json'));
    await writeFile(path.join(folder, 'offers.json'), '{ "offers": [');
    const [offers, links, ...more] = await problemsIn(folder);
    assert.match(offers ?? '', /^offers\.json: the whole file must be JSON that can be read/);
    assert.match(links ?? '', /^links\.json: the whole file must be JSON that can be read/);
    assert.deepEqual(more, []);
  });

  it('is refused with all its problems at once, in every file and also where an entry has several', async () => {
    await put('offers[0].name', REMOVED);
    await put('offers[0].prices.USD', -1);
    await put('offers[2].id', 'action-pack');
    await put('offers[2].level', REMOVED);
    await put('countries[5].zone', '');
    await put('links.support', 'http://partnercenter.microsoft.com');
    assert.deepEqual(await problemsIn(folder), [
      'offers.json: offers[0].name must be an object',
      'offers.json: offers[0].prices.USD must be a whole number over 0',
      'offers.json: offers[2].id must be another than offers[0].id, but both are "action-pack"',
      'offers.json: offers[2].level must be there for a competency',
      'countries.json: countries[5].zone must be an IANA time zone such as Europe/Paris',
      'links.json: links.support must be an https link',
    ]);
  });

  /** Puts a value into the field of a copied file, or removes the field. */
  async function put(field: string, value: unknown): Promise<void> {
    const file = path.join(folder, fileOf(field));
    const whole: unknown = JSON.parse(await readFile(file, 'utf8'));
    const keys = field.split(/[.[\]]+/).filter(Boolean);
    const inner = keys.slice(0, -1).reduce((at, key) => Reflect.get(Object(at), key), whole);
    if (value === REMOVED) Reflect.deleteProperty(Object(inner), keys.at(-1) ?? '');
    else Reflect.set(Object(inner), keys.at(-1) ?? '', value);
    await writeFile(file, JSON.stringify(whole));
  }
});

const fileOf = (field: string): string => `${/^(offers|countries)/.exec(field)?.[0] ?? 'links'}.json`;

/** The problems of which one error tells, whose message holds them all. */
async function problemsIn(folder: string): Promise<readonly string[]> {
  const fault = await loadCatalogue(folder).then(
    () => assert.fail('the catalogue was accepted'),
    (cause: unknown) => cause,
  );
  assert.ok(fault instanceof CatalogueError);
  for (const problem of fault.problems) assert.ok(fault.message.includes(problem));
  return fault.problems;
}
