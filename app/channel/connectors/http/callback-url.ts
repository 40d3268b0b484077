/** Where a service sends its statuses of a channel. */
export const callbackUrl = (publicUrl: string, channel: string) =>
  `${publicUrl}/api/canaux/${channel}/statuts`;
