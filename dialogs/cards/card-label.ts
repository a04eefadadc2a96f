import type { SavedCard } from '../../membership/partner.js';

/** A saved card as people know it: brand and last four digits. */
export const cardLabel = (card: Pick<SavedCard, 'brand' | 'last4'>): string => `${card.brand} •••• ${card.last4}`;
