// One grammar for the templates of runbooks and for what people write: the engine reads it through here.
export { fillIn, fillLast, variablesOf } from "#runbooks/variables.ts";
