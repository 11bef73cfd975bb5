/** The lines that give a shell the lab's environment, quoted so that it takes each value as it is. */

const posixQuoted = (value: string): string => `'${value.replace(/'/g, `'\\''`)}'`;

/** Within single quotes PowerShell takes all as it is but the quote, of which typographic ones are some, too (about_Quoting_Rules). */
const powerShellQuoted = (value: string): string => `'${value.replace(/['‘’‚‛]/g, '$&$&')}'`;

/** Neither PowerShell nor cmd can hold an empty variable: they unset it, and a line of .env would come into effect. A blank counts as nothing. */
const orBlank = (value: string): string => (value === '' ? ' ' : value);

/** How each shell sets a variable for the programs that it starts. cmd takes what stands between the first quote and the last; only a `%NAME%` of a variable that it has would be replaced. */
const shells = {
  bash: (name: string, value: string) => `export ${name}=${posixQuoted(value)}`,
  powershell: (name: string, value: string) => `$env:${name} = ${powerShellQuoted(orBlank(value))}`,
  cmd: (name: string, value: string) => `set "${name}=${orBlank(value)}"`,
} as const satisfies Readonly<Record<string, (name: string, value: string) => string>>;

export type Shell = keyof typeof shells;

export const shellNames = Object.keys(shells) as readonly Shell[];

export const isShell = (name: string): name is Shell => name in shells;

export const environmentLines = (shell: Shell, variables: Readonly<Record<string, string>>): string[] =>
  Object.entries(variables).map(([name, value]) => shells[shell](name, value));
