import type { Currency, Money, TaxRate } from './money.js';

/** The five languages of the project. */
export const LANGUAGES = ['en', 'fr', 'ja', 'ko', 'zh-TW'] as const;
export type Language = (typeof LANGUAGES)[number];

/** A text that is data, not interface: the same thing said in each language. */
export type Localized = Record<Language, string>;

export type OfferId = string;

/** A yearly benefit that can be bought (procedures.md, Words). Comes from data/catalogue. */
export interface Offer {
  id: OfferId;
  /** `pack` is bought freely, one a partner; a `competency` must have been attained first. */
  kind: 'pack' | 'competency';
  /** The competency level that has to be attained; a higher level includes the lower ones. */
  level?: CompetencyLevel;
  name: Localized;
  /** What people call it besides its name, in any language. */
  aliases: string[];
  /** What the offer is for, in one sentence. */
  summary: Localized;
  benefits: Localized[];
  /** What to do after buying it, in order (procedures.md, P8). */
  firstSteps: Localized[];
  /** Yearly price before tax, in minor units. */
  prices: Record<Currency, number>;
  learnMore: string;
}

export const COMPETENCY_LEVELS = ['silver', 'gold'] as const;
export type CompetencyLevel = (typeof COMPETENCY_LEVELS)[number];

/** A country that a partner can be in, with what is proposed or charged there. */
export interface Country {
  /** ISO 3166-1 alpha-2. */
  code: string;
  name: Localized;
  currency: Currency;
  zone: string;
  tax: TaxRate;
  language: Language;
  /** Other ways in which people write the country's name, lower case. */
  aliases: string[];
}

export interface Catalogue {
  offers: Offer[];
  countries: Country[];
  /** Version of the terms and conditions that a buyer accepts. */
  termsVersion: string;
  links: CatalogueLinks;
  seller: Seller;
}

/** Who sells, as it stands on invoices. */
export interface Seller {
  name: string;
  address: string[];
}

/** Pages of Microsoft's sites that the procedures lead to. */
export interface CatalogueLinks {
  terms: string;
  partnerNetwork: string;
  membership: string;
  actionPackInstructions: string;
  actionPackDetails: string;
  competencies: string;
  competencyLevels: string;
  membershipOffers: string;
  pmc: string;
  support: string;
}

/** The offer with this id, or undefined where the catalogue has none (any more). */
export const offerOf = (catalogue: Catalogue, id: OfferId): Offer | undefined =>
  catalogue.offers.find((offer) => offer.id === id);

/** Everything that an offer is called, in all languages. */
export const namesOf = (offer: Offer): string[] => [...Object.values(offer.name), ...offer.aliases];

/** The offer with this id; a fault where a record names an offer that the catalogue has lost. */
export function knownOffer(catalogue: Catalogue, id: OfferId): Offer {
  const offer = offerOf(catalogue, id);
  if (!offer) throw new Error(`The catalogue has no offer "${id}", but a record names it`);
  return offer;
}

export function knownCountry(catalogue: Catalogue, code: string): Country {
  const country = catalogue.countries.find((candidate) => candidate.code === code);
  if (!country) throw new Error(`The catalogue has no country "${code}", but a record names it`);
  return country;
}

/** Price of one year before tax. */
export const priceOf = (offer: Offer, currency: Currency): Money => ({ minor: offer.prices[currency], currency });
