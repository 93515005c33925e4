import { layerColumn, percent, short, type Diagnose } from "./contract.ts";

/** Hidden ReLU units that put out 0 for every sample get no gradient and stay so. */
export const deadRelu: Diagnose = (recorded) => {
  const { metrics } = recorded.outcome;
  const share = metrics["units.silentShare"] ?? 0;
  if (recorded.config.model.activation !== "relu" || share <= 0.2) return undefined;
  if (metrics["units.distinctShare"] === 0) return undefined; // the equal start is the cause
  return {
    code: "dead-relu",
    says: `${percent(share)} of the hidden units are 0 for every training sample and no longer learn: a smaller learning rate, or He's init, keeps them alive`,
    evidence: {
      silentShare: share,
      byLayer: layerColumn(recorded, "end", "silentShare").slice(0, -1),
    },
  };
};

const farApart = 1e3;

/**
 * On the first batch, from the first layer to the last: gradient norms that differ, or a signal that
 * fades or grows on its way. A fading signal takes all gradients with it, so that their ratio stays 1.
 */
export const vanishingGradient: Diagnose = (recorded) => {
  const norms = layerColumn(recorded, "start", "gradientNorm");
  const spreads = layerColumn(recorded, "start", "activationStd");
  const gradient = norms[0]! / norms.at(-1)!;
  const signal = spreads.at(-1)! / spreads[0]!;
  if (norms.length < 3 || !(gradient > 0) || !(signal > 0)) return undefined;
  const evidence = {
    firstOverLast: gradient,
    normByLayer: [...norms],
    signalLastOverFirst: signal,
    signalByLayer: [...spreads],
  };
  const isFlat = gradient < 1 / farApart;
  const isSteep = gradient > farApart;
  if (isFlat || (signal < 1 / farApart && !isSteep)) {
    const says = isFlat
      ? `the first layer's gradient is ${short(1 / gradient)} times smaller than the last layer's`
      : `the signal is ${short(1 / signal)} times smaller in the last layer than in the first, and so are all gradients`;
    const remedy = "Xavier's or He's init, or ReLU, would let it through";
    return { code: "vanishing-gradient", says: `${says}: ${remedy}`, evidence };
  }
  if (isSteep || signal > farApart) {
    const says = isSteep
      ? `the first layer's gradient is ${short(gradient)} times larger than the last layer's`
      : `the signal is ${short(signal)} times larger in the last layer than in the first, and so are all gradients`;
    const remedy = "smaller initial weights would hold it";
    return { code: "exploding-gradient", says: `${says}: ${remedy}`, evidence };
  }
  return undefined;
};

/** A sigmoid output that began far below 0 gets hardly any gradient: its class is never read. */
export const deadOutputs: Diagnose = ({ config, outcome, classes }) => {
  const dead = outcome.metrics["outputs.dead"] ?? 0;
  if (config.model.output !== "sigmoid" || dead === 0 || dead === classes) return undefined;
  const units = dead === 1 ? "1 output unit says" : `${dead} output units say`;
  return {
    code: "dead-outputs",
    says: `${units} yes to no test sample, so that as many classes are hardly ever read: smaller initial weights, or softmax, would let them learn`,
    evidence: { dead, accuracyOfLiving: outcome.metrics["test.accuracyOfLiving"] ?? null },
  };
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

/**
 * Sigmoid or tanh at an end of its range is flat: hardly any gradient passes. A net that learns all the
 * same, as Nielsen's does from N(0,1), has no trouble to speak of.
 */
export const saturated: Diagnose = (recorded) => {
  const shares = layerColumn(recorded, "start", "saturatedShare");
  const worst = Math.max(0, ...shares);
  const learned = (recorded.outcome.metrics["train.accuracy"] ?? 0) >= 0.9;
  if (worst <= 0.5 || learned) return undefined;
  return {
    code: "saturated-activations",
    says: `${percent(worst)} of layer ${shares.indexOf(worst) + 1}'s activations began at the flat ends of ${recorded.config.model.activation}: smaller initial weights, or scaled inputs, would help`,
    evidence: { saturatedShareByLayer: [...shares] },
  };
};
