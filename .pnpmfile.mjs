// The packages that carry Node publish `os` and `cpu` as strings; pnpm wants lists,
// and without them fetches the binaries of every platform.
const asList = (value) => (typeof value === "string" ? [value] : value);

export const hooks = {
  readPackage(pkg) {
    if (pkg.os) pkg.os = asList(pkg.os);
    if (pkg.cpu) pkg.cpu = asList(pkg.cpu);
    return pkg;
  },
};
