import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { azureAttachment, azureLines, azureSummary, githubLines } from './commands';
import { issuesOf } from './issues';
import type { Issue } from './issues';
import { oneCase, oneCause, results } from './testing/run';

const issue: Issue = { severity: 'error', title: 'spokecheck: cause 1 of 2, 50%', lines: ['a % b :: c, d', 'Fix: az x'] };

describe("Commands of GitHub's runner", () => {
  test('are escaped', () => {
    expect(githubLines([issue])).toEqual(['::error title=spokecheck%3A cause 1 of 2%2C 50%25::a %25 b :: c, d%0AFix: az x']);
  });

  test.each<Issue['severity']>(['error', 'warning', 'notice'])('%s', (severity) => {
    expect(githubLines([{ severity, title: 't', lines: ['a'] }])).toEqual([`::${severity} title=t::a`]);
  });
});

describe("Commands of Azure Pipelines' agent", () => {
  test('are escaped; there are errors and warnings alone', () => {
    expect(azureLines([issue, { severity: 'warning', title: 't', lines: ['w'] }, { severity: 'notice', title: 't', lines: ['n'] }])).toEqual(['##vso[task.logissue type=error]a %AZP25 b :: c, d Fix: az x', '##vso[task.logissue type=warning]w']);
  });

  test('name files', () => {
    expect(azureSummary('/agent/1/s/reports/summary.md')).toBe('##vso[task.uploadsummary]/agent/1/s/reports/summary.md');
    expect(azureAttachment('a;b].html', '/50%\n/a.html')).toBe('##vso[task.addattachment type=spokecheck;name=a%3Bb%5D.html]/50%AZP25%0A/a.html');
  });
});

test('Whatever a name holds, each line is the one command that it was meant to be', () => {
  const wild = fc.array(fc.oneof(fc.constantFrom('\n', '\r', '::error::', '::stop-commands::x', '##vso[task.complete result=Succeeded;]', '##[error]', '%0A', '%25', '%AZP25', ']', ';', ',', ':', ' ', '\u2028', '\u0085', '\u001b[2K'), fc.string({ unit: 'binary', maxLength: 4 })), { maxLength: 10 }).map((parts) => parts.join(''));
  fc.assert(
    fc.property(wild, wild, (sentence, title) => {
      const issues = issuesOf(results({ cases: [oneCase(`[PE-03] ${title}`, 'fail'), oneCase('[PE-04] b', 'fail')], causes: [oneCause('a', { sentence, explains: ['[PE-04] b'], fixes: [title] })] }));
      const [github, azure] = [githubLines(issues), azureLines(issues)];
      for (const line of github) expect(line).toMatch(/^::(?:error|warning) title=[^:,\r\n]*::(?!.*(?:##vso\[|##\[))[^\p{C}\p{Zl}\p{Zp}]*$/u);
      for (const line of azure) expect(line).toMatch(/^##vso\[task\.logissue type=(?:error|warning)\](?!.*(?:##vso\[|##\[))[^\p{C}\p{Zl}\p{Zp}]*$/u);
      expect([github.length, azure.length]).toEqual([2, 2]);
    }),
  );
});
