/* The same page inside the frame: unknown, foreign and forbidden look alike. */
export { default, generateMetadata } from "@/app/not-found";
