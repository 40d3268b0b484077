export { loader } from "./incidents.$ref.pieces.$hash.ts";
