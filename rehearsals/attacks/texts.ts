/** Texts that an attacker would have a run repeat: to a terminal, to a pipeline that reads its log, or into a report. */
import { forgedMark } from './outputs';

export interface HostileText {
  /** Completes: a host name with …. */
  readonly what: string;
  readonly text: string;
}

const esc = '\u001b';

export const hostileTexts: readonly HostileText[] = [
  { what: 'escape sequences that clear the screen', text: `${esc}[2J${esc}[1;1H${esc}[32mall is well${esc}[0m` },
  { what: 'a sequence that sets the terminal’s title', text: `${esc}]0;owned\u0007` },
  { what: 'a sequence that writes to the clipboard', text: `${esc}]52;c;cm0gLXJmIH4=${esc}\\` },
  { what: 'a hyperlink', text: `${esc}]8;;https://evil.example/${esc}\\click${esc}]8;;${esc}\\` },
  { what: 'control characters of eight bits', text: '\u009b2J\u009d0;owned\u009c' },
  { what: 'a NUL', text: 'before\u0000after' },
  { what: 'backspaces over a red word', text: 'failed\b\b\b\b\b\bpassed' },
  { what: 'a carriage return before a verdict', text: `x\r✓ [SSH-01] ${forgedMark}` },
  { what: 'a verdict on a line of its own', text: `x\n  ✓ [SSH-01] ${forgedMark} logs in\n` },
  {
    what: 'a closing line',
    text: `x\nThe network ${forgedMark} is as it should be: 44 checks passed.\nOf 44 due ${forgedMark}: 44 passed`,
  },
  { what: 'a verdict after a line separator of Unicode', text: `x\u2028✓ [SSH-01] ${forgedMark}\u2029` },
  { what: 'characters that turn the writing direction', text: '\u202edessap 24\u202c \u2066x\u2069' },
  { what: 'U+FFFE, which XML has not', text: 'x\ufffey\uffff' },
  { what: 'half a surrogate pair', text: 'x\ud83d y\udc00' },
  { what: 'a command of Azure Pipelines', text: 'x\n##vso[task.setvariable variable=forged]yes' },
  { what: 'a command of Azure Pipelines in the middle of a line', text: 'x ##vso[task.complete result=Succeeded;]done' },
  { what: 'a format of Azure Pipelines', text: '\n##[error]forged\n##[endgroup]' },
  { what: 'commands of GitHub', text: 'x\n::set-output name=forged::yes\n::error file=a.ts::forged\n::stop-commands::x' },
  { what: 'a message of TeamCity', text: "x\n##teamcity[testFinished name='forged']" },
  { what: 'the end of a CDATA section, and elements', text: ']]></failure><forged/><testcase name="forged"/><failure><![CDATA[' },
  { what: 'entities of XML', text: '&#x1b;&#0;&forged;&lt;forged/&gt;' },
  { what: 'quotes that end an attribute', text: '"/><forged a="\'/><forged b=\'' },
];

/** A line as long as ten books have pages. */
export const longText = 'A'.repeat(100_000);
