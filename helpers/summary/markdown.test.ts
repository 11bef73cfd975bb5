import { describe, expect, test } from '@jest/globals';
import { codeBlock, inline, section, table } from './markdown';

describe('Text in Markdown', () => {
  test.each([
    ['plain text stays', 'on spoke1vm_z1, 10.2.1.4 matches 10.0.0.0/8 → None (Default); it is off', 'on spoke1vm_z1, 10.2.1.4 matches 10.0.0.0/8 → None (Default); it is off'],
    ['a pipe ends no cell', 'a|b\\|c', 'a&#124;b\\\\&#124;c'],
    ['a backtick begins no code', '`a` ``', '\\`a\\` \\`\\`'],
    ['markup is none', '<script>alert(1)</script> <b> &lt; &#64;', '&lt;script&gt;alert(1)&lt;/script&gt; &lt;b&gt; &amp;lt; &amp;#&#8203;64;'],
    ['stress is none', '*a* **b** _c_ __d__ ~~e~~ f_g', '\\*a\\* \\*\\*b\\*\\* \\_c\\_ \\_\\_d\\_\\_ \\~\\~e\\~\\~ f_g'],
    ['a link is none', '[a](http://evil.example) ![b] www.evil.example', '\\[a\\](http:\\/\\/evil.example) !\\[b\\] www\\.evil.example'],
    ['nobody is mentioned and nothing referred to', '@octocat #123 GH-4 a@b.example', '@&#8203;octocat #&#8203;123 GH-&#8203;4 a@&#8203;b.example'],
    ['no emoji, and times stay', ':smile: :+1: at 02:17:00', ':&#8203;smile: :&#8203;+1: at 02:17:00'],
    ['an address of IPv6 is code', 'of fd00:100:ab::1 and ::/0 alone', 'of `fd00:100:ab::1` and `::/0` alone'],
    ['mathematics is none', '$a$', '\\$a\\$'],
    ['lines are one', 'a\r\n\n# b\n- c', 'a # b - c'],
    ['a heading is none', '# a', '\\# a'],
    ['nor a list', '- a', '\\- a'],
    ['nor one with numbers', '12. a', '12\\. a'],
    ['a version is as it is', '0.1.0', '0.1.0'],
    ['nor a line', '---', '\\---'],
    ['the direction of writing is not turned', 'a\u202Eb\u2066c', 'a b c'],
    ['letters from right to left stay', 'שרת-1', 'שרת-1'],
    ['a command to an agent is broken', '##vso[task.complete]', '\\# #vso\\[task.complete\\]'],
  ])('%s', (_, text, expected) => {
    expect(inline(text)).toBe(expected);
  });

  test('is cut before it is escaped', () => {
    expect(inline('*'.repeat(300), 200)).toBe(`${'\\*'.repeat(200)}…`);
  });
});

test('A block of code is fenced by more than is in it', () => {
  expect(codeBlock('sh', ['az a', "az b '````'\n```"])).toEqual(['`````sh', 'az a', "az b '````' ```", '`````']);
});

test('A table', () => {
  expect(table(['A', 'B'], [['1', '2']])).toEqual(['| A | B |', '| --- | --- |', '| 1 | 2 |']);
});

test('A section says how much it leaves out, and is none where there is nothing', () => {
  expect(section('Waived', ['a', '- b', 'c'], 2)).toEqual(['## Waived', '', '- a', '- \\- b', '- and 1 more, in report.html', '']);
  expect(section('Waived', [])).toEqual([]);
});
