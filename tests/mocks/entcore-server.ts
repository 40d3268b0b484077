export * from "../../tools/demo/entcore-server.ts";
