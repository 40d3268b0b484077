import { httpForm as words } from "#app/messages/channel/http.ts";
import type { Field } from "../connector.ts";

const { request, answer, after } = words;

/** The fields of a request described in configuration. */
export const requestFields: readonly Field[] = [
  {
    name: "url",
    kind: "url",
    label: words.url,
    hint: words.urlHint,
    required: true,
    most: 500,
    group: request,
  },
  { name: "method", kind: "choice", label: words.method, choices: words.methods, group: request },
  {
    name: "headers",
    kind: "area",
    label: words.headers,
    hint: words.headersHint,
    most: 2_000,
    group: request,
  },
  { name: "secret", kind: "secret", label: words.secret, group: request },
  { name: "bodyType", kind: "choice", label: words.bodyType, choices: words.bodyTypes, group: request },
  {
    name: "body",
    kind: "area",
    label: words.body,
    hint: words.bodyHint,
    required: true,
    most: 4_000,
    group: request,
  },
];
export const answerFields: readonly Field[] = [
  { name: "idPath", kind: "text", label: words.idPath, hint: words.idPathHint, group: answer },
  { name: "okPath", kind: "text", label: words.okPath, hint: words.okPathHint, group: answer },
  { name: "okValues", kind: "text", label: words.okValues, hint: words.okValuesHint, group: answer },
  { name: "errorPath", kind: "text", label: words.errorPath, hint: words.errorPathHint, group: answer },
  {
    name: "finalErrors",
    kind: "text",
    label: words.finalErrors,
    hint: words.finalErrorsHint,
    most: 500,
    group: answer,
  },
  { name: "again", kind: "choice", label: words.again, choices: words.agains, group: answer },
];
export const statusFields: readonly Field[] = [
  { name: "states", kind: "area", label: words.states, hint: words.statesHint, most: 1_000, group: after },
  {
    name: "statusUrl",
    kind: "text",
    label: words.statusUrl,
    hint: words.statusUrlHint,
    most: 500,
    group: after,
  },
  { name: "statusPath", kind: "text", label: words.statusPath, group: after },
  { name: "callbackSecret", kind: "secret", label: words.callbackSecret, group: after },
  {
    name: "callbackHeader",
    kind: "text",
    label: words.callbackHeader,
    hint: words.callbackHeaderHint,
    most: 60,
    group: after,
  },
  {
    name: "callbackItems",
    kind: "text",
    label: words.callbackItems,
    hint: words.callbackItemsHint,
    group: after,
  },
  { name: "callbackId", kind: "text", label: words.callbackId, group: after },
  { name: "callbackState", kind: "text", label: words.callbackState, group: after },
];
export const httpProposed = {
  method: "POST",
  bodyType: "json",
  again: "never",
  callbackHeader: "X-Signature",
} as const;
