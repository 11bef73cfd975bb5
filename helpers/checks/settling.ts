/** Which of Azure's states pass by themselves. */

const passingStates = new Set(['creating', 'updating', 'provisioning', 'initiated']);

/** Failed, Canceled and Disconnected do not: somebody has to act. */
export const isSettling = (state: string): boolean => passingStates.has(state.toLowerCase());

export const isState = (actual: string, expected: string): boolean => actual.toLowerCase() === expected.toLowerCase();
