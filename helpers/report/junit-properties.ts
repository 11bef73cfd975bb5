/** The module that jest-junit asks for the properties of a suite and of a test case: junit.ts has put them there. */
interface WithProperties {
  readonly properties?: Readonly<Record<string, string>>;
}

const propertiesOf = (subject: WithProperties): Readonly<Record<string, string>> => subject.properties ?? {};

export = propertiesOf;
