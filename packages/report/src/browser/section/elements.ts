/** The element of the section's markup; that it is not there would be a bug. */
export function find<T extends Element>(
  parent: ParentNode,
  selector: string,
  Type: new () => T,
): T {
  const found = parent.querySelector(selector);
  if (found instanceof Type) return found;
  throw new Error(`the page has no ${selector}`);
}

export const findAll = (parent: ParentNode, selector: string): HTMLElement[] =>
  [...parent.querySelectorAll(selector)].filter((it) => it instanceof HTMLElement);

export function drawingOn(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const context = canvas.getContext("2d");
  if (context === null) throw new Error("this browser draws on no canvas");
  return context;
}
