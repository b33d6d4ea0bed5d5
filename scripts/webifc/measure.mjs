// What web-ifc makes of IFC files: one JSON line per file with seconds and what was drawn.
// Usage: node measure.mjs FILE...
import { readFileSync } from "node:fs";
import { performance } from "node:perf_hooks";

const begun = performance.now();
const { IfcAPI, IFCOPENINGELEMENT, IFCSPACE } = await import("web-ifc");
const api = new IfcAPI();
await api.Init();
api.SetLogLevel(6);
const ready = (performance.now() - begun) / 1000;

for (const path of process.argv.slice(2)) {
  const row = { path, ready };
  try {
    const start = performance.now();
    const bytes = new Uint8Array(readFileSync(path));
    const model = api.OpenModel(bytes, { COORDINATE_TO_ORIGIN: true });
    row.open = (performance.now() - start) / 1000;
    const skipped = new Set([IFCOPENINGELEMENT, IFCSPACE]);
    const drawn = [];
    let triangles = 0;
    api.StreamAllMeshes(model, (mesh) => {
      let count = 0;
      for (let i = 0; i < mesh.geometries.size(); i++) {
        const placed = mesh.geometries.get(i);
        const geometry = api.GetGeometry(model, placed.geometryExpressID);
        const indices = geometry.GetIndexDataSize();
        api.GetVertexArray(geometry.GetVertexData(), geometry.GetVertexDataSize());
        api.GetIndexArray(geometry.GetIndexData(), indices);
        count += indices / 3;
        geometry.delete();
      }
      if (count && !skipped.has(api.GetLineType(model, mesh.expressID))) {
        drawn.push(mesh.expressID);
        triangles += count;
      }
    });
    row.geometry = (performance.now() - start) / 1000 - row.open;
    row.drawn = drawn;
    row.triangles = triangles;
    api.CloseModel(model);
  } catch (error) {
    row.error = String(error).slice(0, 200);
  }
  console.log(JSON.stringify(row));
}
