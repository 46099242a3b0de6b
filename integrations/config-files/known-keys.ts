// Which keys a shape knows at one place: what a misspelt key is compared with.
import { z } from 'zod';

/** Keys of the objects that may stand at `path`; none where the shape holds anything. */
export function knownKeys(schema: unknown, path: (string | number)[]): string[] {
  const [step, ...rest] = path;
  return [
    ...new Set(
      shapesOf(schema).flatMap((shape) => {
        if (shape instanceof z.ZodArray) return step === undefined ? [] : knownKeys(shape.element, rest);
        if (shape instanceof z.ZodRecord) return step === undefined ? [] : knownKeys(shape.valueType, rest);
        if (!(shape instanceof z.ZodObject)) return [];
        return step === undefined ? Object.keys(shape.shape) : knownKeys(shape.shape[step], rest);
      }),
    ),
  ];
}

/** The plain shapes behind options, defaults, unions and transformations. */
function shapesOf(schema: unknown): unknown[] {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault)
    return shapesOf(schema.unwrap());
  if (schema instanceof z.ZodPipe) return shapesOf(schema.in);
  if (schema instanceof z.ZodUnion) return schema.options.flatMap(shapesOf);
  return [schema];
}
