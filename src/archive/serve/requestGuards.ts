import type { MiddlewareHandler } from "hono";
import { secureHeaders } from "hono/secure-headers";

/** Nothing but the server's own styles, scripts, fonts and pictures; no frames; forms go to the server itself. */
export const securityHeaders: MiddlewareHandler = secureHeaders({
  contentSecurityPolicy: {
    defaultSrc: ["'none'"], styleSrc: ["'self'"], scriptSrc: ["'self'"], imgSrc: ["'self'"], fontSrc: ["'self'"],
    formAction: ["'self'"], baseUri: ["'none'"], frameAncestors: ["'none'"],
  },
  // The server speaks plain HTTP to its own machine.
  strictTransportSecurity: false,
  xFrameOptions: "DENY",
  referrerPolicy: "same-origin",
});

/** Whether a host name or address is this machine's own alone. */
export function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || host === "[::1]" || /^127(?:\.\d{1,3}){3}$/.test(host);
}

/**
 * Whether a `Host` header names a server that listens on this machine alone. A page from elsewhere whose name is made to lead here (DNS rebinding) sends its own.
 *
 * @param host the header's value, with or without a port
 */
export function namesLoopback(host: string | undefined): boolean {
  return isLoopback((host ?? "").toLowerCase().replace(/:\d+$/u, ""));
}
