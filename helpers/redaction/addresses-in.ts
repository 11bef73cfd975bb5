/** The addresses and prefixes within a text, told by their form alone. */
import { parsePrefix } from '../estate/prefix';

/** Four numbers, or groups in hexadecimal with colons, with a prefix length or without. */
const candidate = /(?:(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?:\/\d{1,2})?(?!\w|\.\d)|(?<![\w.:])(?=[\da-f]*:[\da-f:]*:)[\da-f:]{2,39}(?:\/\d{1,3})?(?![\w:]|\.\d))/gi;

export const addressesIn = (text: string, change: (address: string) => string): string => text.replace(candidate, (found) => (parsePrefix(found) ? change(found) : found));
