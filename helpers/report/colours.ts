/** Colours for a terminal, and for a log where somebody asked for them (no-color.org, force-color.org): that a pipeline runs it is no wish to have them. */
import pc from 'picocolors';

const { FORCE_COLOR = '', NO_COLOR = '', TERM } = process.env;

const isRefused = NO_COLOR !== '' || process.argv.includes('--no-color') || ['0', 'false'].includes(FORCE_COLOR);

const isAsked = FORCE_COLOR !== '' || process.argv.includes('--color');

// The declaration promises a stream that is not there in every process.
const isTerminal = (process.stdout as NodeJS.WriteStream | undefined)?.isTTY === true && TERM !== 'dumb';

export const colours = pc.createColors(!isRefused && (isAsked || isTerminal));
