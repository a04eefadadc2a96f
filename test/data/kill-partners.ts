/** The partners that the killed process changes. */
export const PARTNERS = ['one', 'two', 'three', 'four', 'five/../👩'];
