/** Importing it turns them on, where the engine has them; before the compile cache is enabled. */
export declare const hasWideVectors: boolean;
