/**
 * Names that declarations of kernels use, for who compiles without `lib: ["dom"]`: there they are empty,
 * and with it they are one with its own.
 */
declare namespace WebAssembly {
  interface Memory {}
  interface Module {}
}
