/** The schema of the expectations in a topology's settings, as far as the lab knows of them. */
import { z } from 'zod';
import { ref, text } from './schema-words';

const ssh = z.looseObject({ username: text.exactOptional(), key: text.exactOptional() });

export const fileExpectations = z.looseObject({
  hub: ref.exactOptional(),
  spokes: z.record(text, z.looseObject({ id: ref.exactOptional(), ssh: ssh.exactOptional() })).exactOptional(),
});
