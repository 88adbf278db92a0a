// Builds the front end: static_src/ and the npm packages become static_dist/.
//
// Addresses of fonts and images stay relative to the style sheet, so that Django's manifest storage
// can find and rename the files they point to.
import { cp, mkdir, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const source = dirname(fileURLToPath(import.meta.url));
const root = dirname(source);
const target = join(root, "static_dist");
const packages = join(root, "node_modules");

const fonts = ["noto-sans-latin-wght-normal.woff2", "noto-sans-latin-wght-italic.woff2"];

const scripts = [
  "site",
  "map",
  "idea-map",
  "idea-form",
  "idea-pin",
  "letter-code",
  "passkeys",
  "admin",
  "idea-paper",
  "photo-region",
];

const shared = {
  absWorkingDir: root,
  bundle: true,
  minify: true,
  legalComments: "none",
  logLevel: "warning",
  target: ["es2020", "chrome99", "firefox97", "safari15.4"],
};

await rm(target, { recursive: true, force: true });
await mkdir(join(target, "fonts"), { recursive: true });

await Promise.all([
  build({
    ...shared,
    entryPoints: [join(source, "css/site.css")],
    outfile: join(target, "css/site.css"),
    external: ["../fonts/*", "../images/*"],
  }),
  build({
    ...shared,
    entryPoints: [join(source, "css/admin.css")],
    outfile: join(target, "css/admin.css"),
  }),
  build({
    ...shared,
    entryPoints: [join(source, "css/map.css")],
    outfile: join(target, "css/map.css"),
    // Leaflet's marker pictures: this site draws outlines only.
    loader: { ".png": "empty" },
  }),
  build({
    ...shared,
    entryPoints: scripts.map((name) => join(source, `js/${name}.js`)),
    outdir: join(target, "js"),
    format: "esm",
  }),
  cp(join(source, "images"), join(target, "images"), { recursive: true }),
  ...fonts.map((name) =>
    cp(
      join(packages, "@fontsource-variable/noto-sans/files", name),
      join(target, "fonts", name),
    ),
  ),
]);
