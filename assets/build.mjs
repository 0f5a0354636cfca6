// Writes dist/: what the API explorers load at run time. Run `npm ci` first.
//
// Swagger UI comes as a finished bundle. GraphiQL comes only as modules, so they are bundled here,
// with the workers of its editor. LICENSES.txt has the licence of everything that went in.
import { build } from "esbuild";
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const OUT = "dist";
const SWAGGER = "node_modules/swagger-ui-dist";
const MONACO = "node_modules/monaco-editor/esm/vs";

rmSync(OUT, { recursive: true, force: true });
mkdirSync(OUT);
for (const name of ["swagger-ui-bundle.js", "swagger-ui.css", "swagger-ui-bundle.js.LICENSE.txt"]) {
  cpSync(join(SWAGGER, name), join(OUT, name));
}

const common = {
  bundle: true,
  minify: true,
  metafile: true,
  outdir: OUT,
  target: "es2022",
  legalComments: "none", // LICENSES.txt has them whole
  loader: { ".ttf": "file", ".woff2": "file" },
  assetNames: "[name]-[hash]",
  define: { "process.env.NODE_ENV": '"production"' },
  logLevel: "warning",
};
const page = await build({ ...common, entryPoints: ["graphiql.mjs"], format: "esm" });
const workers = await build({
  ...common,
  entryPoints: {
    "editor.worker": `${MONACO}/editor/editor.worker.js`,
    "json.worker": `${MONACO}/language/json/json.worker.js`,
    "graphql.worker": "node_modules/monaco-graphql/esm/graphql.worker.js",
  },
  format: "iife",
});

const inputs = [...Object.keys(page.metafile.inputs), ...Object.keys(workers.metafile.inputs)];
const packages = new Set(["node_modules/swagger-ui-dist", ...inputs.map(folder).filter(Boolean)]);
writeFileSync(join(OUT, "LICENSES.txt"), [...packages].sort().map(licence).join("\n"));

/** The folder of the package that a file belongs to. */
function folder(file) {
  return /^.*node_modules\/(@[^/]+\/)?[^/]+/.exec(file)?.[0];
}

/** The name, the version and the licence of a package. */
function licence(place) {
  const { name, version, license } = JSON.parse(readFileSync(join(place, "package.json"), "utf8"));
  const texts = readdirSync(place).filter((each) => /^(licen[cs]e|notice)(\.|$)/i.test(each));
  if (!license) throw new Error(`${place} names no licence`);
  const bodies = texts.map((each) => readFileSync(join(place, each), "utf8").trim());
  return [`${"=".repeat(72)}\n${name} ${version} (${license})\n`, ...bodies, ""].join("\n");
}
if (!existsSync(join(OUT, "graphiql.css"))) throw new Error("GraphiQL was bundled without its style");
