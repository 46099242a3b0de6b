// Any JSON value: what crosses a boundary without our knowing its shape.

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
