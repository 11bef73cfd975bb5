/** Holds what came of an attack against what its statement says. */
import type { Attack, Ended, Place } from './attack';
import { readReport } from './outputs';

export function complaintsAbout(attack: Attack, ended: Ended, place: Place): string[] {
  const { must } = attack;
  const { exits, red = '', says, never = [], seconds = 45, megabytes = 700, junit = true } = must;
  const said = `${ended.stdout}\n${ended.stderr}`;
  const report = ended.files.get('junit.xml')?.toString('utf8');
  const read = report === undefined ? undefined : readReport(report);
  const notRed = red.split(' ').filter((id) => id !== '' && !read?.red.includes(id));
  const texts = [said, ...[...ended.files.values()].map((bytes) => bytes.toString('utf8'))];
  return [
    ...(exits.includes(ended.exit) ? [] : [`ended with ${String(ended.exit)}, not ${exits.join(' or ')}`]),
    ...(junit && report === undefined ? ['there is no junit.xml'] : []),
    ...(junit && read ? [...read.complaints, ...colourComplaints(ended.exit, read)] : []),
    ...(notRed.length > 0 ? [`not red in junit.xml: ${notRed.join(' ')}`] : []),
    ...(says === undefined || holds(said, says) ? [] : [`the console does not say ${String(says)}`]),
    ...never.filter((text) => texts.some((one) => holds(one, text))).map((text) => `an output holds ${String(text)}`),
    ...(ended.seconds > seconds ? [`took ${ended.seconds.toFixed(0)} s, more than ${String(seconds)}`] : []),
    ...(ended.megabytes > megabytes ? [`took ${ended.megabytes.toFixed(0)} MB, more than ${String(megabytes)}`] : []),
    ...(must.complaints?.(ended, place) ?? []),
  ];
}

const holds = (text: string, part: string | RegExp): boolean => (typeof part === 'string' ? text.includes(part) : part.test(text));

/** A pipeline that looks at the exit code and one that looks at junit.xml must come to the same. */
function colourComplaints(exit: Ended['exit'], { failures, errors }: { failures: number; errors: number }): string[] {
  const isRed = failures + errors > 0;
  if (exit === 0 && isRed) return ['the run ended with 0, and junit.xml is red'];
  if (exit !== 0 && !isRed) return [`the run ended with ${String(exit)}, and junit.xml is green`];
  if (exit === 1 && failures === 0) return ['the run ended with 1, and nothing failed in junit.xml'];
  return [];
}
