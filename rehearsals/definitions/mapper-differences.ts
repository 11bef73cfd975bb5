/** Holds a JSON value against a mapper: what one of Microsoft's clients takes for an answer, generated from definitions as it is. */
import type { NetworkManagementClient } from '@azure/arm-network';
import type { Difference } from './definitions';

/** An operation as a client describes it to the layer that carries it out. */
export type OperationSpec = Parameters<NetworkManagementClient['sendOperationRequest']>[1];
export type Mapper = NonNullable<OperationSpec['responses'][string]['bodyMapper']>;
type Models = OperationSpec['serializer']['modelMappers'];
type MapperType = Mapper['type'];
type CompositeType = Extract<MapperType, { name: 'Composite' }>;

type Found = Omit<Difference, 'in'>;

/** The codes are those that oav has for the same. What a client leaves open, as most enums, is open here. */
export function mapperDifferences(models: Models, { type }: Pick<Mapper, 'type'>, value: unknown, place = '$'): Found[] {
  switch (type.name) {
    case 'Composite':
      return compositeDifferences(models, type, value, place);
    case 'Sequence': {
      const { element } = type as Extract<MapperType, { name: 'Sequence' }>;
      return Array.isArray(value) ? value.flatMap((item, index) => mapperDifferences(models, element, item, `${place}[${index.toString()}]`)) : [wrongType(place, 'array', value)];
    }
    case 'Dictionary': {
      const { value: each } = type as Extract<MapperType, { name: 'Dictionary' }>;
      return isObject(value) ? Object.entries(value).flatMap(([key, one]) => mapperDifferences(models, each, one, `${place}.${key}`)) : [wrongType(place, 'object', value)];
    }
    case 'Enum': {
      const { allowedValues } = type as Extract<MapperType, { name: 'Enum' }>;
      return allowedValues.includes(value) ? [] : [{ code: 'ENUM_MISMATCH', place, value: String(value), message: `No enum match for: ${String(value)}` }];
    }
    case 'any':
      return [];
    default: {
      const expected = { Number: 'number', Boolean: 'boolean', Object: 'object' }[type.name as string] ?? 'string';
      return typeof value === expected ? [] : [wrongType(place, expected, value)];
    }
  }
}

const wrongType = (place: string, expected: string, value: unknown): Found => ({ code: 'INVALID_TYPE', place, message: `Expected type ${expected} but found type ${Array.isArray(value) ? 'array' : typeof value}` });

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** A property by its name on the wire; what stands below it, where a client lifts `properties.subnet` up to `subnet`. */
interface Property {
  readonly mapper?: Mapper;
  readonly below: Map<string, Property>;
}

function compositeDifferences(models: Models, type: CompositeType, value: unknown, place: string): Found[] {
  if (!isObject(value)) return [wrongType(place, 'object', value)];
  const model = modelOf(models, type, value);
  return propertyDifferences(models, treeOf(Object.values(model.modelProperties ?? {})), value, place, model.additionalProperties !== undefined);
}

/** A composite may be named only, and one of a family says by a property of its own which it is. */
function modelOf(models: Models, type: CompositeType, value: Record<string, unknown>): CompositeType {
  const named = type.modelProperties ? type : typeOf(models[type.className ?? '']);
  const family = (named ?? type).polymorphicDiscriminator;
  if (!family) return named ?? type;
  const { uberParent = '' } = named ?? type;
  const members = models['discriminators'] as unknown as Readonly<Record<string, Mapper>>;
  return typeOf(members[`${uberParent}.${String(value[family.serializedName])}`]) ?? named ?? type;
}

const typeOf = (mapper: Mapper | undefined): CompositeType | undefined => (mapper?.type.name === 'Composite' ? (mapper.type as CompositeType) : undefined);

function treeOf(mappers: readonly Mapper[]): Map<string, Property> {
  const root = new Map<string, Property>();
  for (const mapper of mappers) {
    // A dot in a name is escaped.
    const names = (mapper.serializedName ?? '').split(/(?<!\\)\./).map((name) => name.replaceAll('\\.', '.'));
    names.reduce((level, name, index) => {
      const property: Property = { below: level.get(name)?.below ?? new Map<string, Property>(), ...(index === names.length - 1 && { mapper }) };
      level.set(name, property);
      return property.below;
    }, root);
  }
  return root;
}

function propertyDifferences(models: Models, known: Map<string, Property>, value: Record<string, unknown>, place: string, takesOthers: boolean): Found[] {
  const missing = [...known].filter(([name, { mapper }]) => mapper?.required === true && mapper.readOnly !== true && value[name] === undefined);
  return [
    ...missing.map(([name]): Found => ({ code: 'OBJECT_MISSING_REQUIRED_PROPERTY', place: `${place}.${name}`, message: `Missing required property: ${name}` })),
    ...Object.entries(value).flatMap(([name, inner]): Found[] => {
      const at = `${place}.${name}`;
      const property = known.get(name);
      if (!property) return takesOthers ? [] : [{ code: 'OBJECT_ADDITIONAL_PROPERTIES', place: at, message: `Additional properties not allowed: ${name}` }];
      if (property.mapper) return inner === null && property.mapper.nullable === true ? [] : mapperDifferences(models, property.mapper, inner, at);
      return isObject(inner) ? propertyDifferences(models, property.below, inner, at, false) : [wrongType(at, 'object', inner)];
    }),
  ];
}
