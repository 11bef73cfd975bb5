/** What is thrown for a topology that contradicts itself: all mistakes at once, each with its place. */

export class TopologyError extends Error {
  /** One line each, beginning with the place: `routeServers[0].subnet: there is no subnet "hub/RouteServerSubnet"`. */
  readonly mistakes: readonly string[];

  constructor(mistakes: readonly string[], options?: ErrorOptions) {
    super(mistakes.join('\n'), options);
    this.name = 'TopologyError';
    this.mistakes = mistakes;
  }
}
