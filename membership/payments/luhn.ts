/**
 * Whether the last digit of a card number is its check digit (ISO/IEC 7812-1, annex B). `digits` is 0 to 9 only.
 */
export function passesLuhn(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, digit, place) => total + weight(Number(digit), place), 0);
  return /^\d+$/.test(digits) && sum % 10 === 0;
}

function weight(digit: number, place: number): number {
  if (place % 2 === 0) return digit;
  return digit > 4 ? digit * 2 - 9 : digit * 2;
}
