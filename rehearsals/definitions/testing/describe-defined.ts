/** Tests that read Microsoft's definitions, or recordings besides: where a folder is not named, they are skipped with that reason in the title. */
import { describe, test } from '@jest/globals';

/** As `describe`. @param variables of the environment that name the folders */
export function describeDefined(title: string, body: () => void, variables: readonly string[] = ['SPOKECHECK_SPEC']): void {
  const unset = variables.filter((name) => !process.env[name]);
  if (unset.length === 0) {
    describe(title, body);
    return;
  }
  describe.skip(`${title} (skipped: ${unset.join(' and ')} ${unset.length > 1 ? 'name no folders' : 'names no folder'})`, () => {
    test('reads definitions', () => undefined);
  });
}
