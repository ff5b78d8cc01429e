// Phone numbers in the international form people know ("+49 3881 12345"; ITU-T E.123).
import { parsePhoneNumberFromString } from 'libphonenumber-js/max';

/** undefined where it is no number of a German or international plan. */
export function cleanPhone(text: string): string | undefined {
  const number = parsePhoneNumberFromString(text.replace(/[\u2010-\u2015]/gu, '-'), 'DE');
  return number?.isPossible() && number.nationalNumber.length >= 5 ? number.formatInternational() : undefined;
}

const address = /^[^\s@<>()",;:\\[\]]{1,64}@(?:[\p{L}\p{N}-]{1,63}\.)+\p{L}{2,63}$/u;

export function cleanEmail(text: string): string | undefined {
  const value = text.trim().replace(/^mailto:/iu, '');
  return address.test(value) ? value : undefined;
}
