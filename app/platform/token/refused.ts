/** A token cannot be made as asked; the message is one sentence for whoever typed the command. */
export class TokenRefused extends Error {}
