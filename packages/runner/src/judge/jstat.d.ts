declare module "jstat" {
  const jstat: {
    studentt: {
      inv(p: number, degreesOfFreedom: number): number;
      cdf(t: number, degreesOfFreedom: number): number;
    };
    normal: { cdf(x: number, mean: number, sd: number): number };
  };
  export default jstat;
}
