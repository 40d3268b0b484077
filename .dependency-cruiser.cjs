// The import table of architecture.md, one rule a line of it. CI runs it (npm run layers).
const domains = [
  ...["incident", "directory", "convention", "lock", "crisis", "runbook", "channel", "communication"],
  ...["calendar", "reachability", "exercise", "homologation", "whitelist", "committee", "statistics"],
];
const only = (name, from, allowed, comment) => ({
  name,
  comment,
  severity: "error",
  from: { path: from },
  to: { pathNot: [...allowed, "^node_modules/", "^[a-z_:/]+$"], dependencyTypesNot: ["core"] },
});

module.exports = {
  forbidden: [
    {
      name: "no-circles",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    only(
      "machines",
      "^machines/",
      ["^machines/", "^conventions/", "^runbooks/"],
      "behaviour knows content only",
    ),
    only("conventions", "^conventions/", ["^conventions/"], "content knows nothing of the console"),
    only(
      "runbooks",
      "^runbooks/",
      ["^runbooks/", "^conventions/(schema|labels|locate|problem)"],
      "content shares the words of the conventions",
    ),
    only(
      "platform",
      "^app/platform/",
      ["^app/platform/", "^prisma/generated/", "^machines/(effects|step)\\.ts$", "^app/messages/"],
      "platform is the bottom",
    ),
    only(
      "engine",
      "^app/engine/",
      ["^app/engine/", "^app/platform/", "^machines/", "^conventions/schema"],
      "the spine knows no domain",
    ),
    only("ui", "^app/ui/", ["^app/ui/", "^app/messages/"], "widgets have no domain word"),
    only(
      "seed",
      "^prisma/seed/",
      ["^prisma/", "^app/directory/", "^app/platform/", "^conventions/", "^machines/"],
      "seeds build directories",
    ),
    ...domains.map((domain) =>
      only(
        `domain-${domain}`,
        `^app/${domain}/`,
        [
          `^app/${domain}/`,
          "^app/(engine|platform|ui|messages)/",
          "^(machines|runbooks|conventions)/",
          "^prisma/generated/",
        ],
        "a domain never imports another domain",
      ),
    ),
    {
      name: "machines-libraries",
      severity: "error",
      from: { path: "^machines/" },
      to: { dependencyTypes: ["npm"], pathNot: "node_modules/(xstate|zod|date-holidays|@date-fns|date-fns)" },
    },
    {
      name: "plumbing",
      severity: "error",
      from: { path: "^server" },
      to: { path: "^app/", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "app-not-tests",
      severity: "error",
      from: { path: "^(app|machines|conventions|server)" },
      to: { path: "^(tests|tools)/" },
    },
  ],
  options: {
    includeOnly: "^(app|machines|conventions|runbooks|prisma|server|tools|cli\\.ts|server\\.ts|node_modules)",
    doNotFollow: { path: "node_modules" },
    exclude: { path: "prisma/generated" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "types", "node"],
      extensions: [".ts", ".tsx", ".js", ".mjs"],
    },
  },
};
