/** Importing it turns them on, where the engine has them; when all else is loaded. */
export declare const hasWideVectors: boolean;
