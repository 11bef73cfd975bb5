import { parseCommandLine, ShellSyntaxError } from './shell-words';

const variables = new Map([['NAME', 'two  words']]);
const parse = (line: string): ReturnType<typeof parseCommandLine> => parseCommandLine(line, variables);
const wordsOf = (line: string): (readonly string[])[] => parse(line).map(({ words }) => words);

test.each([
  ['a b  c', ['a', 'b', 'c']],
  [`'a b' "c d" e\\ f`, ['a b', 'c d', 'e f']],
  [`a'b'"c"d`, ['abcd']],
  [`echo ''`, ['echo', '']],
  [`'$NAME' "$NAME" "\${NAME}!" $NAME`, ['$NAME', 'two  words', 'two  words!', 'two  words']],
  [`"$MISSING" "\\$NAME" "\\"" "a\\b"`, ['', '$NAME', '"', 'a\\b']],
])('the words of %s are %j', (line, words) => {
  expect(wordsOf(line)).toEqual([words]);
});

test('commands are joined by ;, &&, || and line breaks', () => {
  expect(parse('a;b&&c || d\n\ne;')).toEqual([
    { joint: ';', words: ['a'] },
    { joint: ';', words: ['b'] },
    { joint: '&&', words: ['c'] },
    { joint: '||', words: ['d'] },
    { joint: ';', words: ['e'] },
  ]);
  expect(parse('a &&\nb')).toEqual([
    { joint: ';', words: ['a'] },
    { joint: '&&', words: ['b'] },
  ]);
});

test('an empty line has no commands', () => {
  expect(parse(' \n ')).toEqual([]);
});

test.each([
  [`echo "a`, 'Syntax error: Unterminated quoted string'],
  [`echo 'a`, 'Syntax error: Unterminated quoted string'],
  ['; a', 'Syntax error: ";" unexpected'],
  ['a && || b', 'Syntax error: "||" unexpected'],
  ['a &&', 'Syntax error: end of file unexpected'],
  ['echo $(hostname)', "the lab's shell does not know $("],
  ['echo "$(hostname)"', "the lab's shell does not know $("],
  ['echo `hostname`', "the lab's shell does not know `h"],
  ['hostname | cat', "the lab's shell does not know |"],
  ['hostname >file', "the lab's shell does not know >f"],
  ['sleep 1 &', "the lab's shell does not know &"],
])('%s is an error: %s', (line, message) => {
  expect(() => parse(line)).toThrow(new ShellSyntaxError(message));
});
