import { createHash } from "node:crypto";

const hash = (...parts: Uint8Array[]) => {
  const digest = createHash("sha256");
  for (const part of parts) digest.update(part);
  return digest.digest();
};
const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);

/**
 * Merkle root (RFC 6962: leaves and nodes are told apart by a prefix byte), leaf by leaf: memory grows with the
 * logarithm of their number.
 */
export function merkleTree() {
  const encoder = new TextEncoder();
  // Complete subtrees by height, as a binary counter.
  const pending: (Uint8Array | undefined)[] = [];
  return {
    add(leaf: string): void {
      let carry: Uint8Array = hash(LEAF, encoder.encode(leaf));
      let height = 0;
      for (; pending[height]; height += 1) {
        carry = hash(NODE, pending[height] as Uint8Array, carry);
        pending[height] = undefined;
      }
      pending[height] = carry;
    },
    /** 64 hexadecimal digits. */
    root(): string {
      let root: Uint8Array | undefined;
      for (const subtree of pending) if (subtree) root = root ? hash(NODE, subtree, root) : subtree;
      return Buffer.from(root ?? hash(new Uint8Array())).toString("hex");
    },
  };
}

/** Root of leaves in order. */
export function merkleRoot(leaves: Iterable<string>): string {
  const tree = merkleTree();
  for (const leaf of leaves) tree.add(leaf);
  return tree.root();
}
