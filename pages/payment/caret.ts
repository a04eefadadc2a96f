/** Puts formatted text into a field and leaves the caret after the same digit as before. */
export function replaceText(field: HTMLInputElement, text: string): void {
  if (field.value === text) return;
  const caret = field.selectionStart ?? field.value.length;
  const atEnd = caret === field.value.length;
  const before = significant(field.value.slice(0, caret));
  field.value = text;
  const place = atEnd ? text.length : placeAfter(text, before);
  field.setSelectionRange(place, place);
}

const significant = (text: string): number => text.replace(/[^0-9０-９]/g, '').length;

function placeAfter(text: string, digits: number): number {
  let place = 0;
  while (place < text.length && significant(text.slice(0, place)) < digits) place += 1;
  return place;
}
