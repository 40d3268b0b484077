/** Why metadata is not taken; its message is the French sentence to show. */
export class MetadataRefused extends Error {}
