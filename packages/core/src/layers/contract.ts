import type { Targets } from "../targets.ts";
import type { Tensor } from "../tensor.ts";

/**
 * A step of a network. `forward` keeps what `backward` needs, which belongs to the last forward pass;
 * both return new tensors and leave their arguments alone.
 */
export interface Layer {
  forward(x: Tensor): Tensor;
  /** ∂L/∂x from dout = ∂L/∂forward(x); overwrites the layer's own gradients. */
  backward(dout: Tensor): Tensor;
}

/** A node of a graph in which two values meet; keeps and returns as a `Layer` does. */
export interface TwoInputLayer {
  /** Throws where the shapes of x and y differ. */
  forward(x: Tensor, y: Tensor): Tensor;
  /** ∂L/∂x and ∂L/∂y from dout = ∂L/∂forward(x, y). */
  backward(dout: Tensor): [dx: Tensor, dy: Tensor];
}

/** The last step: from scores to one number. */
export interface LossLayer {
  forward(x: Tensor, t: Targets): number;
  /** ∂L/∂x */
  backward(): Tensor;
}

/** What forward kept; throws where there was no forward pass. */
export function kept<T>(value: T | undefined): T {
  if (value !== undefined) return value;
  throw new Error("backward before forward: call forward first");
}
