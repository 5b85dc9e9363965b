import { addressField, textField, type Address } from './encode.ts';

/** Who a mail goes to. */
export interface Recipients {
  readonly to: readonly Address[];
  readonly cc: readonly Address[];
}

/**
 * The fields that say who a mail goes to; where it may not be sent, they make git send-email stop.
 *
 * git send-email refuses a mail whose first subject is the placeholder of a cover letter, and with `--force`
 * stops at a recipient without an address. git am takes the last subject, so the mail still applies. The
 * recipients stay readable under other names.
 *
 * @param reason why not to send, as a sentence that says what to do; null for a mail that may be sent
 */
export function recipientFields(
  recipients: Recipients,
  reason: string | null,
): { readonly first: readonly string[]; readonly last: readonly string[] } {
  const fields = (prefix: string): string[] => [
    ...(recipients.to.length === 0 ? [] : [addressField(`${prefix}To`, recipients.to)]),
    ...(recipients.cc.length === 0 ? [] : [addressField(`${prefix}Cc`, recipients.cc)]),
  ];
  if (reason === null) return { first: [], last: fields('') };
  return {
    first: [textField('Subject', '*** SUBJECT HERE ***', reason)],
    last: [`To: "${reason.replaceAll(/["\\]/g, "'")}" <>`, ...fields('X-')],
  };
}
