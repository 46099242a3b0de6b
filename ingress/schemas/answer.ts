// How the API's answers are described: schemas that say exactly what the domain's types say, named for the document.
import type { z } from 'zod';

/** Every key of a type, the optional ones too: a schema that leaves one out would otherwise still fit. */
type Whole<T> = T extends readonly (infer Item)[]
  ? Whole<Item>[]
  : T extends object
    ? { [Key in keyof T]-?: Whole<T[Key]> }
    : T;

type Complete<T, S extends z.ZodType> = [Whole<T>, Whole<z.output<S>>] extends [Whole<z.output<S>>, Whole<T>]
  ? unknown
  : 'the schema and its type differ';

/**
 * A schema of exactly the type `T`: one that has a key too many, too few or of another type does not compile. Under
 * `name` it stands among the document's components.
 */
export function answerOf<T>(): <S extends z.ZodType<T>>(
  name: string,
  schema: S & Complete<T, S>,
  description?: string,
) => S {
  return (name, schema, description) =>
    schema.meta({ id: name, ...(description === undefined ? {} : { description }) });
}
