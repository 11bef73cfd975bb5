/** Colours for a terminal. picocolors takes FORCE_COLOR=0 for a wish to have them; it is the opposite (force-color.org, and Node itself). */
import pc from 'picocolors';

const isRefused = ['0', 'false'].includes(process.env.FORCE_COLOR ?? '');

export const colours = pc.createColors(pc.isColorSupported && !isRefused);
