/** Model of whoever writes their own chronogramme, among the keys of ready exercises. */
export const OWN = "propre";
