import { layerColumn, percent, short, type Diagnose } from "./contract.ts";

/** Hidden ReLU units that put out 0 for every sample get no gradient and stay so. */
export const deadRelu: Diagnose = (recorded) => {
  const share = recorded.outcome.metrics["units.silentShare"] ?? 0;
  if (recorded.config.model.activation !== "relu" || share <= 0.2) return undefined;
  return {
    code: "dead-relu",
    says: `${percent(share)} of the hidden units are 0 for every training sample and no longer learn: a smaller learning rate, or He's init, keeps them alive`,
    evidence: {
      silentShare: share,
      byLayer: [...layerColumn(recorded, "end", "silentShare").slice(0, -1)],
    },
  };
};

const farApart = 1e3;

/** Gradient norms of the first and the last layer, on the first batch. */
export const vanishingGradient: Diagnose = (recorded) => {
  const norms = layerColumn(recorded, "start", "gradientNorm");
  const [first, last] = [norms[0]!, norms.at(-1)!];
  if (norms.length < 3 || !(first > 0) || !(last > 0)) return undefined;
  const ratio = first / last;
  const evidence = { firstOverLast: ratio, normByLayer: [...norms] };
  if (ratio < 1 / farApart) {
    return {
      code: "vanishing-gradient",
      says: `the first layer's gradient is ${short(last / first)} times smaller than the last layer's: Xavier's or He's init, or ReLU, would let it through`,
      evidence,
    };
  }
  if (ratio > farApart) {
    return {
      code: "exploding-gradient",
      says: `the first layer's gradient is ${short(ratio)} times larger than the last layer's: smaller initial weights would hold it`,
      evidence,
    };
  }
  return undefined;
};

/** Units that begin equal get equal gradients and stay equal. */
export const symmetricInit: Diagnose = ({ config, outcome }) => {
  const { hidden } = config.model;
  if (outcome.metrics["units.distinctShare"] !== 0 || hidden.length === 0) return undefined;
  return {
    code: "symmetric-init",
    says: `all ${hidden[0]} units of the first hidden layer have the same weights, and so act as one: initial weights must differ`,
    evidence: { distinctShare: 0, units: hidden[0]! },
  };
};

/** Sigmoid or tanh at an end of its range is flat: hardly any gradient passes. */
export const saturated: Diagnose = (recorded) => {
  const shares = layerColumn(recorded, "start", "saturatedShare");
  const worst = Math.max(0, ...shares);
  if (worst <= 0.5) return undefined;
  return {
    code: "saturated-activations",
    says: `${percent(worst)} of layer ${shares.indexOf(worst) + 1}'s activations began at the flat ends of ${recorded.config.model.activation}: smaller initial weights, or scaled inputs, would help`,
    evidence: { saturatedShareByLayer: [...shares] },
  };
};
