/**
 * What each recorded refusal must come out as where spokecheck meets it: as the answer to the read of a network, for ever, and once
 * where trying again helps. Most were answers to writes, which spokecheck never makes.
 */
export const statedRefusals: Readonly<Record<string, readonly string[]>> = {
  'error-1': ['GET refused with 401: cannot tell: unauthenticated ExpiredAuthenticationToken'],
  'error-3': [
    'GET refused with 403: cannot tell: forbidden AuthorizationFailed Microsoft.ClassicStorage/storageAccounts/read',
    'GET refused with 403: cannot tell: forbidden AuthorizationFailed Microsoft.Storage/storageAccounts/read',
  ],
  'error-5': ['PUT refused with 403: cannot tell: forbidden AuthorizationFailed Microsoft.Resources/dataBoundaries/write'],
  'error-6': ['PUT refused with 403: cannot tell: forbidden LinkedAuthorizationFailed Microsoft.Network/virtualNetworks/read'],
  'error-7': ['GET refused with 404: cannot tell: not-found ResourceNotFound'],
  'error-8': ['GET refused with 404: cannot tell: not-found NotFound'],
  'error-9': ['GET refused with 404: cannot tell: not-found ResourceGroupNotFound'],
  'error-10': ['GET refused with 404: cannot tell: not-found ResourceGroupNotFound'],
  'error-12': ['GET refused with 404: cannot tell: not-found SubscriptionNotFound'],
  'error-13': ['POST refused with 404: cannot tell: not-found InvalidResourceType'],
  'error-14': ['PUT refused with 404: cannot tell: not-found ParentResourceNotFound'],
  'error-15': ['GET refused with 404: cannot tell: not-found NotFound'],
  'error-16': ['GET refused with 404: cannot tell: not-found'],
  'error-17': [
    'networkInterfaces/networkInterfaceName: read: 10.0.0.42 of no machine, forwards',
    'effectiveRouteTable of networkInterfaceName: cannot tell: nic-not-running NicMustBeAttachedToRunningVmToGetEffectiveRoutes',
  ],
  'error-19': [
    'DELETE refused with 400: cannot tell: rejected NicInUse',
    'DELETE refused with 400: cannot tell: rejected InUseNetworkSecurityGroupCannotBeDeleted',
    'DELETE refused with 400: cannot tell: rejected PublicIPAddressCannotBeDeleted',
    'DELETE refused with 400: cannot tell: rejected InUseSubnetCannotBeDeleted',
  ],
  'error-20': [
    'PUT refused with 409: cannot tell: conflict AnotherOperationInProgress after 4 requests; once: read: the network after 2 requests',
    'a subnet in its network: read: asotest-subnet-sbubqn 10.0.0.0/24',
  ],
  'error-21': ['PUT refused with 409: cannot tell: conflict AnotherOperationInProgress after 4 requests; once: read: the network after 2 requests'],
  'error-22': ['DELETE refused with 409: cannot tell: conflict AnotherOperationInProgress after 4 requests; once: read: the network after 2 requests'],
  'error-23': ['PUT refused with 409: cannot tell: conflict ResourceGroupBeingDeleted'],
  'error-24': ['POST refused with 409: cannot tell: conflict OperationNotAllowed'],
  // Asks to wait for 12 s, which these readings have no time for.
  'error-25': ['PUT refused with 429: cannot tell: throttled RetryableError'],
  'error-26': ['PUT refused with 429: cannot tell: throttled RetryableError after 4 requests; once: read: the network after 2 requests'],
  'error-28': ['PUT refused with 429: cannot tell: throttled SubscriptionRequestsThrottled after 4 requests; once: read: the network after 2 requests'],
  'error-29': ['DELETE refused with 429: cannot tell: throttled SubscriptionRequestsThrottled after 4 requests; once: read: the network after 2 requests'],
  'error-31': ['GET refused with 429: cannot tell: throttled ResourceRequestsThrottled after 4 requests; once: read: the network after 2 requests'],
  'error-33': ['an operation that ended so: cannot tell: operation-failed NoPacketCaptureResponseDataFound'],
  'error-35': ['GET refused with 504: cannot tell: server-error GatewayTimeout after 4 requests; once: read: the network after 2 requests'],
  'error-37': [
    'POST refused with 503: cannot tell: server-error after 4 requests; once: read: the network after 2 requests',
    'GET refused with 503: cannot tell: server-error after 4 requests; once: read: the network after 2 requests',
    'virtualMachines/vm-generalize: read: unknown, host vm-generalize, 1 NIC',
  ],
};
