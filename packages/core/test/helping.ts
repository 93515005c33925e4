import { workerData } from "node:worker_threads";
import { help, type HelperSeat } from "../src/kernels/index.ts";

help(workerData as HelperSeat);
