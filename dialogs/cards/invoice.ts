import { type Invoice, officialInvoiceIn } from '../../membership/invoice.js';
import type { CardPart, Message } from '../message.js';
import { dateText, type InvoiceOffer, memberIn, moneyText, offerText, type Turn } from '../turn.js';

/** An invoice on offer as a PDF: by a link that works for a while, or in Teams as a file. */
export function invoiceMessage(invoice: Invoice, offer: InvoiceOffer, turn: Turn): Message {
  const { number } = invoice;
  const text = (key: 'invoices.link' | 'invoices.consent') =>
    [turn.say(key, { number }), ...notice(invoice, turn)].join('\n\n');
  if ('file' in offer) {
    const description = invoiceLabel(invoice, turn);
    return { text: text('invoices.consent'), file: { ...offer.file, description } };
  }
  const others = memberIn(turn).account.invoices.length > 1;
  return {
    text: text('invoices.link'),
    parts: invoiceParts(invoice, turn),
    links: [{ label: turn.say('label.downloadInvoice'), url: offer.link, first: true }],
    ...(others ? { begin: [{ procedure: 'download-invoice', label: turn.say('invoices.another') }] } : {}),
  };
}

/** An invoice in a list. */
export const invoiceLabel = ({ number, line, issuedOn }: Invoice, turn: Turn): string =>
  turn.say('invoices.item', { number, offer: offerText(turn, line.offerId), date: dateText(turn, issuedOn) });

function invoiceParts({ number, line, issuedOn, total }: Invoice, turn: Turn): CardPart[] {
  return [
    {
      facts: [
        [turn.say('receipt.invoice'), number],
        [turn.say('invoicePdf.issuedOn'), dateText(turn, issuedOn)],
        [turn.say('invoicePdf.item'), offerText(turn, line.offerId)],
        [turn.say('review.total'), moneyText(turn, total)],
      ],
    },
  ];
}

/** Where the state has its own kind of invoice, it is said that this is not one (procedures.md, P7 [PC]). */
function notice({ buyer }: Invoice, turn: Turn): string[] {
  const official = officialInvoiceIn(buyer.country);
  return official ? [turn.say(`invoice.notOfficial.${official}`)] : [];
}
